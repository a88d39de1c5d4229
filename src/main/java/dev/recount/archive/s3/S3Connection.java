package dev.recount.archive.s3;

import dev.recount.archive.storage.StorageException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** The making of connections to stores of objects, as settings say. */
final class S3Connection {

    private S3Connection() {}

    /**
     * Prepares one; nothing is sent yet.
     *
     * @throws StorageException if it is not known in which region, or who asks; the message names the setting
     */
    static S3Client open(S3Settings settings) {
        AwsCredentialsProvider credentials = credentials(settings.access());
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials)
                // a file is sent as it is: not each store reads the chunks in which Amazon's takes it as well
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build());
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.region().map(Region::of).ifPresent(builder::region);
        if (settings.access() instanceof S3Access.Profile(String name)) {
            builder.overrideConfiguration(client -> client.defaultProfileName(name));
        }
        try {
            return builder.build();
        } catch (SdkException unknown) {
            throw new StorageException(
                    S3Settings.GROUP + ".region: it is not set, and not found: " + unknown.getMessage(), unknown);
        }
    }

    private static AwsCredentialsProvider credentials(S3Access access) {
        AwsCredentialsProvider provider = switch (access) {
            case S3Access.Found() -> DefaultCredentialsProvider.builder().build();
            case S3Access.Profile(String name) -> ProfileCredentialsProvider.create(name);
            case S3Access.Key(String id, String secret) ->
                StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
        };
        try {
            provider.resolveCredentials();
            return provider;
        } catch (SdkException unknown) {
            throw new StorageException(
                    S3Settings.GROUP + (access instanceof S3Access.Profile ? ".profile" : ".access-key")
                            + ": no key is found: " + unknown.getMessage(),
                    unknown);
        }
    }
}
