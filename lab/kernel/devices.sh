# shellcheck shell=bash disable=SC2034 # run, which sources this, reads the variables
# The guest's hardware by name: QEMU options for topologies and NICs. Needs progress.sh.

# topology_options NAME MEMORY_MIB: sets topology_options and cpus. The kernel starts eight at most (maxcpus=8) and has the rest
# offline: absent CPUs that QEMU could plug in count as possible only for a kernel that knows its hypervisor, as TCG is not.
topology_options() {
  local node
  case $1 in
    flat) cpus=2 topology_options=(-smp "2") ;;
    smt) cpus=12 topology_options=(-smp "12,sockets=2,cores=3,threads=2") ;;
    wide) cpus=72 topology_options=(-smp "72,sockets=2,cores=18,threads=2") ;;
    numa)
      cpus=8 topology_options=(-smp "8,sockets=2,cores=2,threads=2")
      for node in 0 1; do
        topology_options+=(-object "memory-backend-ram,id=memory$node,size=$(($2 / 2))M"
          -numa "node,nodeid=$node,memdev=memory$node" -numa "cpu,node-id=$node,socket-id=$node"
          -device "pxb-pcie,id=node$node,bus=pcie.0,bus_nr=$((64 + 64 * node)),numa_node=$node")
      done
      ;;
    *) fail "no topology '$1': smt, numa, wide or flat" ;;
  esac
}

# frequency_options DRIVER CPUS CPUS_PER_POLICY FOLDER: sets frequency_options, frequency_parameters and cpu_model; ACPI tables that
# have the kernel's driver find something to do go to FOLDER. Needs $here.
frequency_options() {
  local table tables=()
  case $1 in
    acpi-cpufreq)
      cpu_model='qemu64,vendor=GenuineIntel' frequency_parameters=''
      "$here/pstates" "$2" "$3" >"$4/pstates.dsl"
      tables=(pstates)
      ;;
    amd-pstate-epp)
      # A model of which the kernel knows that its firmware sets performance by a channel in memory.
      cpu_model='qemu64,vendor=AuthenticAMD,family=23,model=49,stepping=0'
      # shellcheck disable=SC2016 # the kernel's own syntax
      frequency_parameters='memmap=64K$0x20000000 amd_pstate=active'
      "$here/cppc" 1 "$2" >"$4/levels.dsl"
      "$here/cppc" 2 "$2" >"$4/channel.dsl"
      tables=(levels channel)
      ;;
    *) fail "no frequency driver '$1': acpi-cpufreq or amd-pstate-epp" ;;
  esac
  frequency_options=()
  for table in "${tables[@]}"; do
    iasl -p "$4/$table" "$4/$table.dsl" >/dev/null 2>&1
    frequency_options+=(-acpitable "file=$4/$table.aml")
  done
}

# nic_options LIST: sets nic_options and drivers. Each NIC sits on a root port of its own, so that it can be unplugged: its device is
# nic0, nic1 ..., its network net0, net1 ...
nic_options() {
  local nic kind queues bus number=0 list
  nic_options=() drivers=''
  IFS=, read -ra list <<<"$1"
  for nic in "${list[@]}"; do
    bus=pcie.0 queues=4
    [[ $nic != *@* ]] || bus=node${nic#*@}
    nic=${nic%@*}
    [[ $nic != *:* ]] || queues=${nic#*:}
    kind=${nic%:*}
    nic_options+=(-device "pcie-root-port,id=port$number,bus=$bus,chassis=$number,slot=$number")
    case $kind in
      igb | e1000e | vmxnet3)
        nic_options+=(-netdev "user,id=net$number" -device "$kind,id=nic$number,netdev=net$number,bus=port$number,romfile=")
        ;;
      virtio)
        # Several queues need a tap; QEMU makes it and takes it away, and nothing of this machine is connected to it.
        [[ -w /dev/net/tun ]] || fail "virtio with several queues needs /dev/net/tun and root"
        nic_options+=(-netdev "tap,id=net$number,script=no,downscript=no,vhost=off,queues=$queues"
          -device "virtio-net-pci,id=nic$number,netdev=net$number,bus=port$number,romfile=,mq=on,vectors=$((2 * queues + 2))")
        kind=virtio_net
        ;;
      *) fail "no NIC '$kind': igb, e1000e, vmxnet3 or virtio" ;;
    esac
    [[ " $drivers " == *" $kind "* ]] || drivers+=" $kind"
    ((++number))
  done
}
