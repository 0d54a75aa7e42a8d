package dev.madrugada.cli.doctor;

/** An account whose settings a test can break. */
interface BreakableAccount {
    /** The name of the lake's bucket. */
    String lakeBucket();

    /**
     * Replaces a setting of {@link dev.madrugada.localstack.account.AccountState}.
     *
     * @param pointer a JSON pointer
     */
    void set(String pointer, String json);

    void withJob(String stage, JobSettings settings);

    void withoutJob(String stage);

    void withRetention(int hours);

    void withoutStream();

    void withoutEncryptedStream();

    void withSecret(String json);

    void withoutSecret();

    /** Names another subnet to doctor. */
    void inSubnet(String id);
}
