package io.aloft.ipvs.admin;

/** ipvsadm's commands: exactly one, and before every option. */
enum AdminVerb implements AdminWord {
    LIST("Ll", "list", "list", Value.NONE),
    ADD_SERVICE("A", "add-service", "add-service", Value.NONE),
    EDIT_SERVICE("E", "edit-service", "edit-service", Value.NONE),
    DELETE_SERVICE("D", "delete-service", "delete-service", Value.NONE),
    FLUSH("C", "clear", "flush", Value.NONE),
    RESTORE("R", "restore", "restore", Value.NONE),
    SAVE("S", "save", "save", Value.NONE),
    ADD_SERVER("a", "add-server", "add-server", Value.NONE),
    EDIT_SERVER("e", "edit-server", "edit-server", Value.NONE),
    DELETE_SERVER("d", "delete-server", "delete-server", Value.NONE),
    ZERO("Z", "zero", "zero", Value.NONE),
    SET("", "set", "set", Value.NONE),
    START_DAEMON("", "start-daemon", "start-daemon", Value.REQUIRED),
    STOP_DAEMON("", "stop-daemon", "stop-daemon", Value.REQUIRED),
    HELP("h", "help", "help", Value.NONE),
    VERSION("v", "version", "version", Value.NONE);

    private final String letters;
    private final String longName;
    private final Value value;

    /** What messages call it. */
    final String title;

    AdminVerb(String letters, String longName, String title, Value value) {
        this.letters = letters;
        this.longName = longName;
        this.title = title;
        this.value = value;
    }

    @Override
    public String letters() {
        return letters;
    }

    @Override
    public String longName() {
        return longName;
    }

    @Override
    public Value value() {
        return value;
    }
}
