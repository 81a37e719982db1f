package io.nodenettuning.daemon.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a daemon and the API server, which can be cut and mended. */
final class Outage implements AutoCloseable {
  private final ServerSocket listening;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** A network to a port of this machine. */
  Outage(int server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Ends all connections and refuses new ones. */
  void begin() {
    cut = true;
    open.forEach(Outage::closeQuietly);
  }

  void end() {
    cut = false;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        if (cut) {
          closeQuietly(client);
        } else {
          Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
          open.add(upstream);
          thread(() -> copy(client, upstream));
          thread(() -> copy(upstream, client));
        }
      } catch (IOException e) {
        // A connection that fails is what this is for; the loop ends with the socket.
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      closeQuietly(to);
    } finally {
      closeQuietly(from);
      closeQuietly(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void thread(Runnable work) {
    Thread.ofPlatform().daemon().name("outage").start(work);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    begin();
  }
}
