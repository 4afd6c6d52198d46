package io.aloft.lab.kernel;

import io.aloft.lab.node.DirectorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plays the web farm's story; this is the program inside the kernel. */
public final class FarmMain {
    private FarmMain() {}

    /** The command that plays the story with each kind in turn, for {@link KernelRunner}. */
    public static List<String> command(Path results, DirectorKind... kinds) {
        List<String> arguments = new ArrayList<>(List.of(results.toString()));
        for (DirectorKind kind : kinds) {
            arguments.add(kind.name());
        }
        return KernelRunner.java(FarmMain.class, arguments);
    }

    /** The file in which a step of one kind's story is found afterwards. */
    public static Path file(Path results, DirectorKind kind, FarmStory.Step step) {
        return results.resolve(kind + "-" + step + ".txt");
    }

    /** Arguments: the directory for the results, then the kinds of director. */
    public static void main(String[] arguments) {
        Path results = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            DirectorKind kind = DirectorKind.valueOf(arguments[i]);
            FarmStory.play(kind, (step, scene) -> {
                System.out.println("\n" + step.text() + "\n\n" + scene);
                try {
                    Files.writeString(file(results, kind, step), scene + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
