package io.nodenettuning.e2e.machine;

import java.nio.file.Path;
import java.util.Optional;

/** Where {@code lab/prepare} puts what it makes, unless the environment says otherwise. */
public final class Prepared {
  private Prepared() {}

  /** The folder with Helm and kubectl. */
  public static Path tools() {
    return cache().resolve("bin");
  }

  /** The folder with API server and etcd. */
  public static Path apiServer() {
    return Optional.ofNullable(System.getenv("KUBE_API_TEST_DIR"))
        .map(Path::of)
        .orElse(cache().resolve("kubeapitest"));
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("NNT_CACHE"))
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".cache", "nodenettuning"));
  }
}
