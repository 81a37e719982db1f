package io.nodenettuning.daemon.irqbalance;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Talks to irqbalance by its socket: one command and one answer for each connection ({@code
 * sock_handle} in {@code irqbalance.c}). It obeys root only, by credentials that the kernel adds to
 * what is sent.
 *
 * @param path where the socket is
 */
record IrqbalanceSocket(Path path) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Pattern BANNED = Pattern.compile("\\bIRQ (\\d{1,9}) LOAD ");

  /**
   * The interrupts that it was told to leave alone, on its command line or by its socket. Those
   * that a policy script or a kernel's refusal made it leave alone are not among them, and stay.
   *
   * @throws IOException when it cannot be asked, or does not answer as irqbalance does
   */
  SortedSet<Integer> bans() throws IOException {
    String setup = ask("setup");
    if (!setup.startsWith("SLEEP ") || !setup.contains("BANNED ")) {
      throw new IOException(
          setup.isEmpty()
              ? "it answers nothing, as it does to those who are not root"
              : "it answers other than irqbalance does");
    }
    SortedSet<Integer> irqs = new TreeSet<>();
    BANNED.matcher(setup).results().forEach(irq -> irqs.add(Integer.valueOf(irq.group(1))));
    return irqs;
  }

  /**
   * Puts others in place of all bans. How many it took, {@link #bans} tells.
   *
   * @param irqs see {@link BanCommand#of}
   */
  void replace(Collection<Integer> irqs) throws IOException {
    try {
      ask(BanCommand.of(irqs));
    } catch (SocketException _) {
      // Reset, because it did not read all of the command; what it read, it did.
    }
  }

  private String ask(String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(path))) {
        throw new IOException("it is busy with other connections");
      }
      ByteBuffer sent = ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII));
      channel.write(sent);
      if (sent.hasRemaining()) {
        throw new IOException("it takes no command");
      }
      channel.register(selector, SelectionKey.OP_READ);
      return answer(channel, selector);
    }
  }

  private static String answer(SocketChannel channel, Selector selector) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    StringBuilder answer = new StringBuilder();
    ByteBuffer part = ByteBuffer.allocate(8192);
    for (int read = 0; read >= 0; read = channel.read(part.clear())) {
      answer.append(StandardCharsets.US_ASCII.decode(part.flip().limit(Math.max(0, read))));
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0 || selector.select(left) == 0) {
        throw new IOException("it does not answer within %d s".formatted(PATIENCE.toSeconds()));
      }
      selector.selectedKeys().clear();
    }
    return answer.toString();
  }
}
