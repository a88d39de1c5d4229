package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.shop.Shop;
import dev.recount.server.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams that keep their latest state alone, while they move from node to node. */
class StatesAloneInClusterTest {

    private static final int LISTS = 20;
    private static final int WISHES = 6;

    @Test
    void goOnFromTheirLastStateOnAnotherNode() {
        try (TestCluster cluster = TestCluster.start(3, new Shop())) {
            List<Answer> last = new ArrayList<>();
            for (int wish = 0; wish < WISHES; wish++) {
                last.clear();
                for (int list = 0; list < LISTS; list++) {
                    Answer answer = cluster.client(list + wish)
                            .postUntilSettled(
                                    "/streams/wishlist/l" + list + "/Add",
                                    "{\"product\":\"p" + wish + "\"}",
                                    "w" + wish);
                    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
                    last.add(answer);
                }
                if (wish % 2 == 0) {
                    cluster.restart(wish % 3);
                }
            }
            for (int list = 0; list < LISTS; list++) {
                String stream = "/streams/wishlist/l" + list;
                assertThat(cluster.client(list)
                                .get(stream)
                                .body()
                                .path("version")
                                .asInt())
                        .isEqualTo(WISHES);
                JsonNode repeat = cluster.client(list + 1)
                        .postUntilSettled(stream + "/Add", "{\"product\":\"p0\"}", "w0")
                        .body();
                assertThat(repeat.path("repeat").asBoolean()).isTrue();
                Answer row = cluster.client(list + 2)
                        .send(cluster.client(list + 2)
                                .request("/views/wishes/l" + list)
                                .header(
                                        "Recount-After",
                                        last.get(list).body().path("token").asText())
                                .build());
                assertThat(row.body().path("row").path("number").asInt()).isEqualTo(WISHES);
            }
        }
    }
}
