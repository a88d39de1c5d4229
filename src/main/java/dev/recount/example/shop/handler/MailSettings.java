package dev.recount.example.shop.handler;

/**
 * The settings by which the shop sends mail.
 *
 * @param host where the mail server listens
 * @param from whom the mails are from
 */
public record MailSettings(String host, int port, String from) {}
