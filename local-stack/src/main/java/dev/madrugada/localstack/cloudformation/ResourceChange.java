package dev.madrugada.localstack.cloudformation;

/** What a change set does to one resource. */
record ResourceChange(Action action, String id, String type) {
    enum Action {
        ADD("Add"),
        MODIFY("Modify"),
        REMOVE("Remove");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
