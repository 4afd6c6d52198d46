package io.aloft.config.docs;

import io.aloft.config.directive.ArgumentType;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Support;
import io.aloft.config.source.Pragma;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A TextMate grammar of {@code keepalived.conf}: editors colour comments, definitions, blocks, keywords and values by it. */
public final class EditorGrammar {

    /** A colour rule: what it matches and the name that themes know. */
    private record Rule(String scope, String match) {}

    private EditorGrammar() {}

    /** The grammar as JSON. */
    public static String json() {
        List<Rule> rules = List.of(
                new Rule("meta.preprocessor.pragma", "^\\s*#@aloft(?=\\s|$).*$"),
                new Rule("comment.line", "(?<!\\\\)[#!].*$"),
                new Rule("string.quoted.double", "\"[^\"]*\"?"),
                new Rule("meta.preprocessor.condition", "^\\s*@\\^?\\S*"),
                new Rule("keyword.control.import", "^\\s*include[a-z]*\\b"),
                new Rule("keyword.control.generator", "^\\s*~(SEQx?|LST)(?=\\()"),
                new Rule("variable.other", "\\$(\\{[^}]*\\}|[A-Za-z_]\\w*=?)"),
                new Rule("invalid.deprecated", atStart(row -> true, true)),
                new Rule("entity.name.section", atStart(row -> row.type().takesBlock(), false)),
                new Rule("keyword.other", atStart(row -> !row.type().takesBlock(), false)),
                new Rule("constant.language", "\\b(" + choices() + ")\\b"),
                new Rule(
                        "constant.numeric.address",
                        "\\b\\d{1,3}(\\.\\d{1,3}){3}(/\\d+)?\\b|\\b[0-9a-fA-F]*:[0-9a-fA-F:]+(/\\d+)?"),
                new Rule("constant.numeric", "(?<![\\w.-])[+-]?\\d+(\\.\\d+)?\\b"));
        String patterns = rules.stream()
                .map(rule -> "    { \"name\": \"%s.keepalived\", \"match\": \"%s\" }"
                        .formatted(rule.scope(), json(rule.match())))
                .collect(Collectors.joining(",\n"));
        return """
            {
              "name": "keepalived.conf",
              "scopeName": "source.keepalived",
              "fileTypes": ["keepalived.conf"],
              "patterns": [
            %s
              ]
            }
            """.formatted(patterns);
    }

    /** A keyword stands first on its line or behind a brace. What is current in one block is not marked as gone in another. */
    private static String atStart(Predicate<Directive> kind, boolean gone) {
        List<Directive> all = DirectiveCatalog.standard().all().stream()
                .filter(row -> !row.keyword().startsWith(Pragma.MARK))
                .toList();
        Set<String> current =
                all.stream().filter(row -> !isGone(row)).map(Directive::keyword).collect(Collectors.toSet());
        String words = all.stream()
                .filter(row -> kind.test(row) && isGone(row) == gone)
                .map(Directive::keyword)
                .filter(word -> current.contains(word) != gone)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.joining("|"));
        return "(?<=^|[\\s{}])(" + words + ")(?=[\\s{]|$)";
    }

    private static boolean isGone(Directive row) {
        Directive.Relation relation = row.relation();
        return row.support() == Support.REMOVED
                || relation != null && relation.kind() != Directive.Relation.Kind.SYNONYM;
    }

    private static String choices() {
        return DirectiveCatalog.standard().all().stream()
                .filter(row ->
                        row.type() == ArgumentType.ENUM && row.arguments().indexOf('|') > 0)
                .flatMap(row ->
                        Pattern.compile("\\|").splitAsStream(row.arguments().replaceAll("[\\[\\]]", "")))
                .filter(word -> word.matches("[A-Za-z][\\w-]*"))
                .distinct()
                .sorted()
                .collect(Collectors.joining("|"));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
