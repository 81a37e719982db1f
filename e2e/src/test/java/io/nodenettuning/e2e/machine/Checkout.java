package io.nodenettuning.e2e.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/** What of this checkout the tests take to the cluster. */
public final class Checkout {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The chart. */
  public static final Path CHART = ROOT.resolve("helm/nodenettuning");

  /** The examples. */
  public static final Path EXAMPLES = ROOT.resolve("examples");

  private Checkout() {}

  /** The cluster lab's scripts. */
  public static Path lab(String script) {
    return ROOT.resolve("lab/cluster").resolve(script);
  }

  /** The operator's image as a tar file. */
  public static Path operatorImage() {
    return built(ROOT.resolve("operator/target/operator-image.tar"));
  }

  /** The node daemon's image as a tar file. */
  public static Path daemonImage() {
    return built(ROOT.resolve("node-daemon/target/node-daemon-image.tar"));
  }

  private static Path built(Path image) {
    if (!Files.exists(image)) {
      throw new AssertionError(
          "no %s: dev/images builds it, and so does -Pimages".formatted(image));
    }
    return image;
  }
}
