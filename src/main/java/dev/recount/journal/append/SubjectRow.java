package dev.recount.journal.append;

/**
 * The row that says that a stream holds personal data of somebody.
 *
 * @param subject the person, as type/id
 * @param persistenceId the stream
 */
record SubjectRow(String subject, String persistenceId) implements Comparable<SubjectRow> {

    @Override
    public int compareTo(SubjectRow other) {
        int bySubject = subject.compareTo(other.subject);
        return bySubject != 0 ? bySubject : persistenceId.compareTo(other.persistenceId);
    }
}
