package dev.madrugada.localstack.redshift;

/** User name and password of the warehouse. Users created by SQL may log in with any password. */
record Login(String user, String password) {
    boolean admits(String givenUser, String givenPassword) {
        return !givenUser.equals(user) || givenPassword.equals(password);
    }
}
