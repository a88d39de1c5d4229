/** TLS for HTTP: the certificate that a server shows, read from files and read again when they change. */
@NullMarked
package dev.recount.http.tls;

import org.jspecify.annotations.NullMarked;
