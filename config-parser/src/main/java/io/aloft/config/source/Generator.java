package io.aloft.config.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ~SEQ}, {@code ~SEQx} and {@code ~LST}: a line that stands for several.
 *
 * @param variables names that change from step to step
 * @param steps the values of each step, as many as there are variables
 * @param problem why there are no steps, or null
 */
record Generator(
        List<String> variables,
        List<List<String>> steps,
        @Nullable String problem) {

    /** The word a generator line starts with, or null. */
    static @Nullable String keyword(String text) {
        if (text.isEmpty() || text.charAt(0) != '~') {
            return null;
        }
        for (String keyword : List.of("~SEQ(", "~SEQx(", "~LST(")) {
            if (text.startsWith(keyword)) {
                return keyword;
            }
        }
        return null;
    }

    /** Reads what stands between the parentheses, its references already replaced. */
    static Generator of(String keyword, String parameters, int limit) {
        return keyword.equals("~LST(")
                ? list(parameters, limit)
                : sequence(parameters, keyword.equals("~SEQx("), limit);
    }

    private static Generator failed(String problem) {
        return new Generator(List.of(), List.of(), problem);
    }

    private static Generator sequence(String parameters, boolean hex, int limit) {
        String[] parts = parameters.split(",", -1);
        if (parts.length < 2 || parts.length > 4) {
            return failed("a sequence takes (variable, [start, [step,]] end)");
        }
        long[] numbers = new long[parts.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = Integer.decode(parts[i + 1].strip());
            } catch (NumberFormatException e) {
                return failed("'" + parts[i + 1].strip() + "' is not a number");
            }
        }
        long end = numbers[numbers.length - 1];
        long start = numbers.length == 1 ? (end < 0 ? -1 : 1) : numbers[0];
        long step = numbers.length == 3 ? numbers[1] : (end < start ? -1 : 1);
        if (step == 0 || start != end && (end > start) != (step > 0)) {
            return failed("step " + step + " does not lead from " + start + " to " + end);
        }
        if (hex && (start < 0 || end < 0)) {
            return failed("~SEQx takes no negative numbers");
        }
        long count = (end - start) / step + 1;
        if (count > limit) {
            return failed(count + " steps are more than " + limit);
        }
        var steps = new ArrayList<List<String>>();
        for (long value = start; step > 0 ? value <= end : value >= end; value += step) {
            steps.add(List.of(hex ? Long.toHexString(value) : Long.toString(value)));
        }
        return new Generator(List.of(parts[0].strip()), steps, null);
    }

    private static Generator list(String parameters, int limit) {
        List<List<String>> groups = groups(parameters);
        if (groups.size() < 2) {
            return failed("a list takes (variable, value, ...)");
        }
        List<String> variables = groups.getFirst();
        long values = (long) variables.size() * (groups.size() - 1);
        if (values > limit) {
            return failed(values + " values are more than " + limit);
        }
        var steps = new ArrayList<List<String>>();
        for (List<String> group : groups.subList(1, groups.size())) {
            if (group.size() > variables.size()) {
                return failed(group.size() + " values for " + variables.size() + " variables");
            }
            var padded = new ArrayList<>(group);
            while (padded.size() < variables.size()) {
                padded.add("");
            }
            steps.add(padded);
        }
        return new Generator(variables, steps, null);
    }

    /** Splits at commas outside braces; {@code {a,b}} is one group of two. */
    private static List<List<String>> groups(String parameters) {
        var groups = new ArrayList<List<String>>();
        int at = 0;
        while (at <= parameters.length()) {
            int start = at;
            while (start < parameters.length() && MappedLine.isBlank(parameters.charAt(start))) {
                start++;
            }
            int close = start < parameters.length() && parameters.charAt(start) == '{'
                    ? parameters.indexOf('}', start)
                    : -1;
            int comma = parameters.indexOf(',', close < 0 ? start : close);
            int end = comma < 0 ? parameters.length() : comma;
            String inner = close < 0 ? parameters.substring(start, end) : parameters.substring(start + 1, close);
            var group = new ArrayList<String>();
            for (String value : close < 0 ? new String[] {inner} : inner.split(",", -1)) {
                group.add(value.strip());
            }
            groups.add(group);
            at = end + 1;
        }
        return groups;
    }
}
