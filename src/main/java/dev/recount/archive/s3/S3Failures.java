package dev.recount.archive.s3;

import dev.recount.archive.storage.StorageException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The words for what a store of objects refuses, or does not answer: with the setting that may be wrong. */
record S3Failures(S3Location location, S3Settings settings) {

    /** Returns the failure of a request to it. */
    StorageException of(String what, SdkException failure) {
        String told = failure instanceof S3Exception refused
                ? refused(refused)
                : settings.store() + " does not answer as it should (" + failure.getMessage() + "): see "
                        + S3Settings.GROUP + ".endpoint";
        return new StorageException(what + ": " + told, failure);
    }

    private String refused(S3Exception refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message = details == null || details.errorMessage() == null ? "" : ", " + details.errorMessage();
        return settings.store() + " answers " + refused.statusCode() + " " + code + message + advice(refused, code);
    }

    private String advice(S3Exception refused, String code) {
        return switch (code) {
            case "NoSuchBucket" -> ": there is no bucket " + location.bucket() + " there";
            case "AccessDenied" ->
                ": who asks, by " + S3Settings.GROUP + ".access-key or what is found instead, may not do that in "
                        + location.bucket();
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException" ->
                ": see " + S3Settings.GROUP + ".region";
            default ->
                refused.statusCode() == 401 || refused.statusCode() == 403
                        ? ": see " + S3Settings.GROUP + ".access-key and secret-key, or what is found instead"
                        : "";
        };
    }
}
