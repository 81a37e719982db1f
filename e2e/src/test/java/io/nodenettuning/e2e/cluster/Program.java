package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine.
 *
 * @param command its path and first arguments
 * @param environment variables beside those of this process
 */
record Program(List<String> command, Map<String, String> environment) {
  private static final long MOST_SECONDS = 180;

  /**
   * How a run ended.
   *
   * @param command what was run
   * @param status its exit status
   * @param output what it wrote to standard output, without the last line's end
   * @param errors what it wrote to standard error
   */
  record Ended(String command, int status, String output, String errors) {

    /** What it printed, if it succeeded; a failed test otherwise. */
    String success() {
      assertThat(status).as("%s%n%s%n%s", command, output, errors).isZero();
      return output;
    }
  }

  /** A program on the path. */
  static Program of(String... command) {
    return new Program(List.of(command), Map.of());
  }

  /** A program that {@code lab/prepare} makes, or another of its name that is on the path. */
  static Program prepared(String name) {
    Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
    return Stream.concat(path, Stream.of(cache().resolve("bin")))
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> of(program.toString()))
        .orElseThrow(() -> new AssertionError("no %s here: lab/prepare makes it".formatted(name)));
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("NNT_CACHE"))
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".cache", "nodenettuning"));
  }

  /** The same program with one more variable in its environment. */
  Program with(String variable, String value) {
    return new Program(command, Map.of(variable, value));
  }

  /** Runs it with more arguments. */
  Ended run(String... arguments) {
    return feed("", arguments);
  }

  /** Runs it with text on its standard input. */
  Ended feed(String input, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new Ended(
          String.join(" ", all), process.waitFor(), output.join().stripTrailing(), errors.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
