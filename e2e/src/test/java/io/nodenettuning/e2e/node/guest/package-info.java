/**
 * The file tree {@code nnt} on the kernel lab's guests, whose kernels, network cards and CPUs are
 * what tests ask for. A test class names its {@link io.nodenettuning.e2e.node.guest.Hardware} by
 * {@link io.nodenettuning.e2e.node.guest.InGuest} and is handed the guest that has it, already up
 * from the class before.
 */
@NullMarked
package io.nodenettuning.e2e.node.guest;

import org.jspecify.annotations.NullMarked;
