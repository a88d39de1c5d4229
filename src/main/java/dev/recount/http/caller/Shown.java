package dev.recount.http.caller;

import dev.recount.access.credential.CallerNames;
import dev.recount.access.credential.CommonName;
import dev.recount.access.credential.Presented;
import dev.recount.access.credential.RefusedException;
import dev.recount.access.settings.ProxySettings;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.connection.Peer;
import dev.recount.http.request.RequestHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The credential that a request shows of its caller. The word of a proxy that is trusted comes before all else; what
 * stands in the request before the client's certificate.
 *
 * @param proxy the proxy that tells who callers are, if there is one
 */
record Shown(Optional<ProxySettings> proxy) {

    private static final Pattern SCHEME = Pattern.compile("(?i)(bearer|basic) +(\\S.*)");

    /**
     * Returns the credential of a request, if it shows one.
     *
     * @throws RefusedException if what it shows is no credential of a kind that is known
     */
    Optional<Presented> of(HttpRequest request, Peer peer) throws RefusedException {
        if (proxy.isPresent() && isOf(proxy.get(), peer)) {
            Optional<Presented> told = told(request, proxy.get());
            return told.isPresent() ? told : authorization(request, peer);
        }
        Optional<Presented> shown = authorization(request, peer);
        return shown.isPresent() ? shown : peer.certificate().map(Presented.Certificate::new);
    }

    private static boolean isOf(ProxySettings proxy, Peer peer) {
        return proxy.addresses().contains(peer.address())
                || peer.certificate()
                        .flatMap(CommonName::of)
                        .filter(proxy.certificates()::contains)
                        .isPresent();
    }

    private static Optional<Presented> told(HttpRequest request, ProxySettings proxy) {
        Set<String> roles = proxy.rolesHeader()
                .flatMap(header -> RequestHeaders.value(request, header))
                .map(text -> Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        return RequestHeaders.value(request, proxy.header())
                .map(name -> new Presented.Told(named(proxy.header(), name), roles));
    }

    /** A credential that a proxy passes on by mistake would be stored with each event for good. */
    private static String named(String header, String name) {
        try {
            return CallerNames.require(name).name();
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed(header + ": " + unusable.getMessage() + "; it was not kept"));
        }
    }

    private static Optional<Presented> authorization(HttpRequest request, Peer peer) throws RefusedException {
        Optional<String> header = RequestHeaders.value(request, "Authorization");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        Matcher scheme = SCHEME.matcher(header.get());
        if (!scheme.matches()) {
            throw new RefusedException("a credential of a scheme that is not known");
        }
        return Optional.of(
                scheme.group(1).equalsIgnoreCase("bearer")
                        ? new Presented.Token(scheme.group(2), peer.certificate())
                        : password(scheme.group(2)));
    }

    private static Presented password(String base64) throws RefusedException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
            int colon = text.indexOf(':');
            if (colon > 0) {
                return new Presented.Password(text.substring(0, colon), text.substring(colon + 1));
            }
        } catch (CharacterCodingException | IllegalArgumentException malformed) {
            throw new RefusedException("a name and a password that are malformed");
        }
        throw new RefusedException("a name and a password that are malformed");
    }
}
