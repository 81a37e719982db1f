package io.nodenettuning.daemon.facts;

/**
 * An interrupt of a device that is left alone.
 *
 * @param irq its number
 * @param vector the driver's name of it, empty when no handler is attached
 */
public record OtherInterrupt(int irq, String vector) {
  private static final String POOL = "mlx5_sf_comp";

  /**
   * Whether it is of a pool that a device's sub-functions share, as mlx5 names them ({@code
   * drivers/net/ethernet/mellanox/mlx5/core/irq_affinity.c}): one serves queues of several, so that
   * none can steer it for itself.
   */
  public boolean isPooled() {
    return isPooled(vector);
  }

  static boolean isPooled(String vector) {
    return vector.startsWith(POOL);
  }
}
