package dev.recount.http.access.domain;

class H2HiddenRowsTest extends HiddenRowsContract {}
