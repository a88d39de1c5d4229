package dev.recount.archive.s3;

/** The proof to a store of objects of who asks. */
public sealed interface S3Access {

    /** The one that Amazon's own tools find as well: in the environment, in a profile, or given to the machine. */
    record Found() implements S3Access {}

    /** The profile of this name, in the files of Amazon's own tools. */
    record Profile(String name) implements S3Access {}

    /**
     * A key.
     *
     * @param id what is told of it
     * @param secret what is not
     */
    record Key(String id, String secret) implements S3Access {

        @Override
        public String toString() {
            return id;
        }
    }
}
