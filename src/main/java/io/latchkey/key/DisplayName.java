package io.latchkey.key;

import java.util.Optional;

/** The name that people give a key: 1 to 255 characters of any script, none of them a control character. */
public record DisplayName(String value) {

    /** In Unicode code points. */
    public static final int MAX_LENGTH = 255;

    private static final String POINTER = "/display_name";

    /**
     * Trims and checks a name.
     *
     * @throws RefusedException with one fault at {@code /display_name}
     */
    public static DisplayName parse(String text) {
        var name = text.strip();
        problem(name).ifPresent(detail -> {
            throw new RefusedException(Fault.at(
                    POINTER, detail, "Give 1 to " + MAX_LENGTH + " characters without line breaks or other controls."));
        });
        return new DisplayName(name);
    }

    private static Optional<String> problem(String name) {
        var length = name.codePointCount(0, name.length());
        if (length == 0) {
            return Optional.of("display_name is empty.");
        }
        if (length > MAX_LENGTH) {
            return Optional.of("display_name has " + length + " characters, more than " + MAX_LENGTH + ".");
        }
        return name.codePoints()
                .filter(DisplayName::isForbidden)
                .mapToObj(character -> "display_name holds the control character U+%04X.".formatted(character))
                .findFirst();
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            // A lone surrogate is no character at all: UTF-8 cannot write it.
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
