package dev.recount.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The container image, as the build is told to make it. */
class ImageTest {

    private static final String IMAGE = "/project/profiles/profile[id='image']//plugin[artifactId='jib-maven-plugin']";

    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    private static List<String> texts(String path) throws XPathExpressionException {
        var nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(IMAGE + path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> nodes.item(index).getTextContent())
                .toList();
    }

    @Test
    void isRunByAUserWhoIsNotRoot() throws XPathExpressionException {
        assertThat(texts("//container/user")).singleElement().asString().matches("[1-9][0-9]*:0");
    }

    @Test
    void letsItsGroupWriteToTheDataAloneAndOthersToNothing() throws XPathExpressionException {
        assertThat(texts("//permissions/permission/file")).containsExactly("/var/lib/recount");
        assertThat(texts("//permissions/permission/mode")).containsExactly("775");
        assertThat(texts("//container/volumes/volume")).containsExactly("/var/lib/recount");
    }

    @Test
    void tellsWhatItIsMadeOf() throws XPathExpressionException {
        assertThat(texts("//paths/path[into='/usr/share/doc/recount']/includes/include"))
                .containsExactly("recount-sbom.json", "recount-licences.txt");
    }
}
