package io.aloft.notify.script;

import io.aloft.model.script.PathElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether nobody but root can change what a path leads to.
 *
 * <p>Looks at every element on the way, and at every element on the way of every symbolic link met. Once all of them are
 * found safe, nobody but root can swap one before the program is executed: that is why the look comes directly before.
 */
public final class PathTrust {

    /** As the kernel's own limit for one path. */
    private static final int MOST_LINKS = 40;

    private PathTrust() {}

    /**
     * An element that somebody other than root could change.
     *
     * @param element the file, directory or link
     * @param problem such as {@code is owned by uid 1000}
     */
    public record Weakness(Path element, String problem) {
        @Override
        public String toString() {
            return element + " " + problem;
        }
    }

    /**
     * The first weak element on the way to a file.
     *
     * @param file absolute
     * @throws IOException an element does not exist or cannot be looked at
     */
    public static Optional<Weakness> firstWeakness(Path file) throws IOException {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("path: " + file + " (expected: absolute)");
        }
        Deque<Path> ahead = new ArrayDeque<>();
        file.forEach(ahead::add);
        Path here = file.getRoot();
        Optional<Weakness> weakness = weaknessOf(here, false);
        int links = 0;
        while (weakness.isEmpty() && !ahead.isEmpty()) {
            Path name = ahead.removeFirst();
            if (name.toString().equals("..")) {
                here = here.getParent() == null ? here : here.getParent();
                continue;
            }
            Path next = here.resolve(name);
            boolean link = Files.isSymbolicLink(next);
            weakness = weaknessOf(next, link);
            if (!link) {
                here = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                return Optional.of(new Weakness(next, "is one of more than " + MOST_LINKS + " symbolic links"));
            }
            Path target = Files.readSymbolicLink(next);
            here = target.isAbsolute() ? target.getRoot() : here;
            for (int i = target.getNameCount() - 1; i >= 0; i--) {
                ahead.addFirst(target.getName(i));
            }
        }
        return weakness;
    }

    private static Optional<Weakness> weaknessOf(Path element, boolean link) throws IOException {
        FilePermissions file = FilePermissions.of(element, LinkOption.NOFOLLOW_LINKS);
        boolean directory = Files.isDirectory(element, LinkOption.NOFOLLOW_LINKS);
        return new PathElement(file.uid(), file.gid(), file.mode(), link, directory)
                .weakness()
                .map(problem -> new Weakness(element, problem));
    }
}
