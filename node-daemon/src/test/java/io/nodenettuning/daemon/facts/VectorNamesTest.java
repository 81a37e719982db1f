package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.VectorNames.Named;
import io.nodenettuning.daemon.facts.VectorNames.Serves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorNamesTest {

  @ParameterizedTest
  @CsvSource({
    "virtio_net, virtio12-input.3,                  RX,         3",
    "virtio_net, virtio12-output.10,                TX,         10",
    "mlx5_core,  mlx5_comp7@pci:0000:81:00.0,       BOTH,       7",
    "mlx5_core,  mlx5_comp7,                        BOTH,       7",
    "ice,        ice-eth0-TxRx-3,                   BOTH,       3",
    "ice,        ice-eth0-rx-3,                     RX,         3",
    "i40e,       i40e-eth0-TxRx-127,                BOTH,       127",
    "i40e,       i40e-eth0-tx-3,                    TX,         3",
    "iavf,       iavf-ens7-TxRx-1,                  BOTH,       1",
    "ixgbe,      eth0-TxRx-63,                      BOTH,       63",
    "ixgbevf,    eth0-TxRx-1,                       BOTH,       1",
    "igb,        eth0-rx-2,                         RX,         2",
    "igb,        enp-odd-name-tx-2,                 TX,         2",
    "igc,        enp3s0-TxRx-0,                     BOTH,       0",
    "e1000e,     eth0-rx-0,                         RX,         0",
    "e1000e,     eth0-tx-0,                         TX,         0",
    "ena,        eth0-Tx-Rx-5,                      BOTH,       5",
    "gve,        gve-ntfy-blk5@pci:0000:00:04.0,    TX_THEN_RX, 5",
    "gve,        eth0-ntfy-block.5,                 TX_THEN_RX, 5",
    "bnxt_en,    eth0-TxRx-2,                       BOTH,       2",
    "hns3,       hns3-0000:7d:00.0-TxRx-2,          BOTH,       2",
    "hns3,       hns3-0000:7d:00.0-Rx-2,            RX,         2",
    "vmxnet3,    ens192-rxtx-3,                     BOTH,       3",
    "mana,       mana_q4@pci:7870:00:00.0,          BOTH,       4",
    "vif,        vif0-q2-rx,                        RX,         2",
    "vif,        vif0-q2-tx,                        TX,         2",
  })
  void queue_vectors(String driver, String vector, Serves serves, int number) {
    assertThat(VectorNames.parse(driver, vector)).contains(new Named(serves, number));
  }

  @ParameterizedTest
  @CsvSource({
    "virtio_net, virtio12-config",
    "virtio_net, virtio12-control",
    "mlx5_core,  mlx5_async0@pci:0000:81:00.0",
    "mlx5_core,  mlx5_sf_ctrl0",
    "mlx5_core,  mlx5_sf_comp3",
    "ice,        ice-0000:18:00.0:misc",
    "ice,        ice-0000:18:00.0:ctrl",
    "i40e,       i40e-0000:18:00.0:fdir-TxRx-0:x",
    "iavf,       iavf-0000:18:02.0:mbx",
    "ixgbe,      eth0",
    "igb,        eth0",
    "e1000e,     eth0",
    "ena,        ena-mgmnt@pci:0000:00:05.0",
    "gve,        gve-mgmnt@pci:0000:00:04.0",
    "gve,        eth0-mgmnt",
    "bnxt_en,    bnxt_re-nq-0@pci:0000:5e:00.0",
    "hns3,       hns3-misc-0000:7d:00.0",
    "vmxnet3,    ens192-event-4",
    "mana,       mana_hwc@pci:7870:00:00.0",
    "igb,        eth0-TxRx-12345678901",
    "unheard_of, eth0-TxRx-0",
    ",           eth0-TxRx-0",
  })
  void other_vectors(String driver, String vector) {
    assertThat(VectorNames.parse(driver, vector)).isEmpty();
  }
}
