package dev.madrugada.localstack.redshift;

/** The warehouse's user. Users made by SQL are admitted with any password. */
record Login(String user, String password) {
    boolean admits(String givenUser, String givenPassword) {
        return !givenUser.equals(user) || givenPassword.equals(password);
    }
}
