package io.nodenettuning.daemon.irqbalance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for irqbalance where it need not run: a process in a folder, and its socket. Answers as
 * recorded from Debian's irqbalance 1.9.2, and reads as many bytes of a command as it does; the
 * test that runs the real one is {@code IrqbalanceOnTheKernelTest}.
 */
final class FakeIrqbalance implements AutoCloseable {
  static final int READS_BEFORE_1_9_5 = 500;
  static final int READS_SINCE_1_9_5 = 16384;

  private final ServerSocketChannel server;
  private final int bytesRead;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private volatile List<Integer> bans;

  /**
   * Starts it.
   *
   * @param root the node's folder
   * @param bans those of its command line
   */
  FakeIrqbalance(Path root, int pid, int bytesRead, Integer... bans) throws IOException {
    this.bytesRead = bytesRead;
    this.bans = List.of(bans);
    Path process = root.resolve("proc/" + pid);
    Path run = Files.createDirectories(process.resolve("root/run/irqbalance"));
    Files.writeString(
        process.resolve("stat"),
        pid + " (irqbalance) S 1 1 1 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 2 0 4711 1 1\n");
    Files.writeString(process.resolve("status"), "Name:\tirqbalance\nNSpid:\t" + pid + "\t7\n");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(run.resolve("irqbalance7.sock")));
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    while (true) {
      try (SocketChannel client = server.accept()) {
        ByteBuffer command = ByteBuffer.allocate(bytesRead);
        client.read(command);
        String text = StandardCharsets.US_ASCII.decode(command.flip()).toString();
        commands.add(text);
        client.write(ByteBuffer.wrap(answer(text).getBytes(StandardCharsets.US_ASCII)));
      } catch (AsynchronousCloseException _) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String answer(String command) {
    if (command.startsWith("settings ban irqs ")) {
      String list = command.substring("settings ban irqs ".length());
      bans =
          list.equals("NONE")
              ? List.of()
              : Arrays.stream(list.strip().split(" +")).map(Integer::valueOf).toList();
      return "";
    }
    StringBuilder setup = new StringBuilder("SLEEP 10 ");
    bans.forEach(irq -> setup.append("IRQ %d LOAD 0 DIFF 0 CLASS 0 ".formatted(irq)));
    return setup.append("BANNED 00000000").toString();
  }

  /** Somebody else replaces all bans. */
  void ban(Integer... irqs) {
    bans = List.of(irqs);
  }

  SortedSet<Integer> bans() {
    return new TreeSet<>(bans);
  }

  /** Every command since the last time, in order. */
  List<String> commands() {
    List<String> said = List.copyOf(commands);
    commands.clear();
    return said;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
