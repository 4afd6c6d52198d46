package io.aloft.lab.kernel;

import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Checkout;
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
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Checkout.file("packaging/launcher/jvm.options"),
                "-Daloft.home=" + Checkout.root()));
        String launcher = System.getProperty("aloft.launcher");
        if (launcher != null) {
            argv.add("-Daloft.launcher=" + launcher);
        }
        argv.addAll(
                List.of("-cp", System.getProperty("java.class.path"), FarmMain.class.getName(), results.toString()));
        for (DirectorKind kind : kinds) {
            argv.add(kind.name());
        }
        return List.copyOf(argv);
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
