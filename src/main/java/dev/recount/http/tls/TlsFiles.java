package dev.recount.http.tls;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The files of a server's certificate, in PEM.
 *
 * @param certificate the certificate, and those of the authorities between it and the one that clients know, in order
 * @param key its private key, without a password
 * @param reloadInterval how long a change of the files may stay unnoticed
 */
public record TlsFiles(Path certificate, Path key, Duration reloadInterval) {}
