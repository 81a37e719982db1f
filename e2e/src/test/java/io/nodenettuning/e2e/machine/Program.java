package io.nodenettuning.e2e.machine;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine.
 *
 * @param command its path and first arguments
 * @param environment variables beside those of this process
 */
public record Program(List<String> command, Map<String, String> environment) {
  private static final long MOST_SECONDS = 180;

  /**
   * How a run ended.
   *
   * @param command what was run
   * @param status its exit status
   * @param output what it wrote to standard output, without the last line's end
   * @param errors what it wrote to standard error
   */
  public record Ended(String command, int status, String output, String errors) {

    /** What it printed, if it succeeded; a failed test otherwise. */
    public String success() {
      assertThat(status).as("%s%n%s%n%s", command, output, errors).isZero();
      return output;
    }
  }

  /** A program on the path. */
  public static Program of(String... command) {
    return new Program(List.of(command), Map.of());
  }

  /** A program that {@code lab/prepare} makes, or another of its name that is on the path. */
  public static Program prepared(String name) {
    Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
    return Stream.concat(path, Stream.of(Prepared.tools()))
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> of(program.toString()))
        .orElseThrow(() -> new AssertionError("no %s here: lab/prepare makes it".formatted(name)));
  }

  /** The same program with one more variable in its environment. */
  public Program with(String variable, String value) {
    return new Program(command, Map.of(variable, value));
  }

  /** Runs it with more arguments. */
  public Ended run(String... arguments) {
    return feed("", arguments);
  }

  /** Runs it with text on its standard input. */
  public Ended feed(String input, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      CompletableFuture<String> errors = reading(process.getErrorStream());
      CompletableFuture<String> output = reading(process.getInputStream());
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

  /** Each stream on a thread of its own, or a full pipe would stop the program. */
  private static CompletableFuture<String> reading(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> text(stream), task -> Thread.ofPlatform().daemon().start(task));
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
