package io.aloft.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An image as lines of name and value, so that whole images can be read, compared and kept in a file. */
final class ImageTable {

    private final List<String> lines = new ArrayList<>();

    private ImageTable() {}

    /** One line for each value; records with a text form of their own are one value. */
    static List<String> of(Record image) {
        var table = new ImageTable();
        table.add("", image);
        return table.lines;
    }

    private void add(String name, @Nullable Object value) {
        switch (value) {
            case null -> lines.add(name + " = -");
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, Object>();
                map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
                lines.add(name + " = " + sorted);
            }
            case Set<?> values -> addAll(name, values.stream().sorted().toList());
            case Collection<?> values -> addAll(name, List.copyOf(values));
            case Record record when !hasText(record) -> addComponents(name, record);
            default -> lines.add(name + " = " + value);
        }
    }

    private void addAll(String name, List<?> values) {
        if (values.stream().noneMatch(each -> each instanceof Record record && !hasText(record))) {
            lines.add(name + " = " + values);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            add(name + "[" + i + "]", values.get(i));
        }
    }

    private void addComponents(String name, Record record) {
        if (record.getClass().getRecordComponents().length == 0) {
            lines.add(name + " = " + record.getClass().getSimpleName());
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                add(
                        (name.isEmpty() ? "" : name + ".") + component.getName(),
                        component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A type that masks or shortens itself is shown as it wants to be. */
    private static boolean hasText(Record record) {
        try {
            return record.getClass().getDeclaredMethod("toString").getDeclaringClass() == record.getClass()
                    && List.of("IpAddress", "IpPrefix", "MacAddress", "Password", "Header", "Key")
                            .contains(record.getClass().getSimpleName());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
