package dev.recount.access.credential;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.recount.database.sql.DatabaseException;
import dev.recount.tls.Credentials;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer of tokens, from where its configuration says that they are (OpenID Connect Discovery 1.0,
 * section 4). They are kept, and serve for a day where the issuer does not answer.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

    private static final String AUTHORITIES = "recount.access.issuers, ca-file";
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int TIMEOUT_MS = 2_000;
    private static final int MOST_BYTES = 512 << 10;

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration KEPT_IN_OUTAGE = Duration.ofDays(1);
    private static final Duration BETWEEN_UNKNOWN_KEYS = Duration.ofSeconds(10);

    private final IssuerSettings settings;
    private final ResourceRetriever retriever;

    /**
     * Prepares to fetch them, and fetches none yet.
     *
     * @throws DatabaseException if the certificates of the authorities cannot be used
     */
    private IssuerKeys(IssuerSettings settings) {
        this.settings = settings;
        this.retriever = new DefaultResourceRetriever(
                TIMEOUT_MS,
                TIMEOUT_MS,
                MOST_BYTES,
                true,
                settings.authorities()
                        .map(file -> Credentials.client(AUTHORITIES, file).getSocketFactory())
                        .orElse(null));
    }

    /**
     * Returns the keys of an issuer.
     *
     * @throws DatabaseException if the certificates of the authorities cannot be used; names the setting
     */
    static JWKSource<SecurityContext> of(IssuerSettings settings) {
        return JWKSourceBuilder.create(new IssuerKeys(settings))
                .cache(KEPT.toMillis(), REFRESH_TIMEOUT.toMillis())
                .rateLimited(BETWEEN_UNKNOWN_KEYS.toMillis())
                .retrying(true)
                .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            URI keys = settings.keys().isPresent() ? settings.keys().get() : discovered();
            return JWKSet.parse(content(keys));
        } catch (IOException | ParseException | IllegalArgumentException away) {
            throw new JWKSetRetrievalException("the keys of " + settings.issuer() + " cannot be read: " + away, away);
        }
    }

    private URI discovered() throws IOException, ParseException {
        Map<String, Object> configuration = JSONObjectUtils.parse(content(URI.create(settings.issuer() + DISCOVERY)));
        if (!settings.issuer().equals(JSONObjectUtils.getString(configuration, "issuer"))) {
            throw new IOException("its configuration is that of another issuer");
        }
        URI keys = URI.create(Objects.toString(JSONObjectUtils.getString(configuration, "jwks_uri")));
        if (!IssuerSettings.isSafe(keys)) {
            throw new IOException("its keys are not where they could be fetched over https: " + keys);
        }
        return keys;
    }

    private String content(URI address) throws IOException {
        return retriever.retrieveResource(address.toURL()).getContent();
    }

    @Override
    public void close() {
        // it holds no connection between two questions
    }
}
