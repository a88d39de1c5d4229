package dev.recount.example.shop.handler;

import dev.recount.model.handler.Effects;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

/**
 * The sender of mails to customers. A mail that is sent again has the same Message-ID, by which mail programs know it.
 */
final class Mailer {

    private static final String TIMEOUT_MILLIS = "10000";

    private final MailSettings settings;
    private final Clock clock;
    private final Session session;

    Mailer(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(MailSettings settings) {
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        return properties;
    }

    /**
     * Sends a mail, and returns when the mail server has taken it.
     *
     * @throws MessagingException if it has not, as far as can be told
     */
    void send(Recipient customer, String subject, String text, Effects effects) throws MessagingException {
        var mail = new IdentifiedMail(session, messageId(effects.idempotencyKey()));
        mail.setFrom(new InternetAddress(settings.from()));
        mail.setRecipient(RecipientType.TO, address(customer));
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        mail.setSentDate(Date.from(clock.instant()));
        Transport.send(mail);
    }

    private static InternetAddress address(Recipient customer) throws MessagingException {
        try {
            var address = new InternetAddress(customer.email(), customer.name(), "UTF-8");
            address.validate();
            return address;
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String messageId(String key) {
        String domain = settings.from().substring(settings.from().indexOf('@') + 1);
        return "<" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + "@" + domain + ">";
    }

    /** A mail whose Message-ID is not made up when it is sent. */
    private static final class IdentifiedMail extends MimeMessage {

        private final String messageId;

        IdentifiedMail(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
