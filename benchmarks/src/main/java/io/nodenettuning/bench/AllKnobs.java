package io.nodenettuning.bench;

import io.nodenettuning.api.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times a pass over every knob of a machine's network cards, in turn with a shell script that sets
 * the same by ethtool and echo, and with TuneD's net plugin, which sets a part of it.
 *
 * <p>Arguments: the folder with the two tunings and those programs, how often.
 */
public final class AllKnobs {
  private static final int WARM_UP = 30;
  private static final List<String> TURNS = List.of("one", "other");

  private AllKnobs() {}

  /** Runs the benchmark; the last line printed is its result as JSON. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    List<Revision> tunings = new ArrayList<>();
    for (String turn : TURNS) {
      tunings.add(AgentPass.revision(Files.readString(folder.resolve(turn + ".json"))));
    }
    List<Long> ours = new ArrayList<>();
    List<Long> scripts = new ArrayList<>();
    List<Long> tuned = new ArrayList<>();
    long settings = 0;
    Path state = Files.createTempDirectory(Path.of("/run"), "nnt-bench");
    try (AgentPass agent = new AgentPass(state);
        Rival script = new Rival(List.of("/bin/bash", folder.resolve("script").toString()));
        Rival plugin =
            new Rival(List.of("/usr/bin/python3", folder.resolve("tuned.py").toString()))) {
      for (int round = 0; round < WARM_UP; round++) {
        agent.apply(tunings.get(round % 2));
      }
      // Each finds the values of the one before it, all of them different from its own.
      for (int round = 0; round < rounds; round++) {
        int turn = round % 2;
        AgentPass.Made pass = agent.apply(tunings.get(turn));
        ours.add(pass.nanos());
        settings = Math.max(settings, pass.writes());
        String wished = round < TURNS.size() ? values(folder) : "";
        scripts.add(script.apply(TURNS.get(1 - turn)));
        tuned.add(plugin.apply(TURNS.get(turn)));
        script.apply(TURNS.get(turn));
        if (round < TURNS.size() && !values(folder).equals(wished)) {
          throw new IllegalStateException(
              "the script does other things: %s%n%s".formatted(wished, values(folder)));
        }
      }
    }
    Medians.print("warm pass", ours);
    Medians.print("shell script", scripts);
    Medians.print("TuneD's net plugin", tuned);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\": \"apply\", \"settings\": %d, \"nnt_ms\": %.2f, \"script_ms\": %.2f,"
            + " \"tuned_ms\": %.2f}%n",
        settings,
        Medians.millis(ours),
        Medians.millis(scripts),
        Medians.millis(tuned));
  }

  /** All that is set, as other programs show it. */
  private static String values(Path folder) throws IOException {
    Process process = new ProcessBuilder("/bin/bash", folder.resolve("show").toString()).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
