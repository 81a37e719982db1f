package io.nodenettuning.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Another program that sets the same values when told to, and says how long it took. */
final class Rival implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;

  Rival(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Has it set the values that an order stands for; returns the nanoseconds that took. */
  long apply(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the program ended: " + process.info());
    }
    return Long.parseLong(answer);
  }

  @Override
  public void close() throws IOException {
    orders.close();
  }
}
