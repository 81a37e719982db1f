/** What the operator knows of the nodes: trimmed views of nodes, their states and daemons. */
@NullMarked
package io.nodenettuning.operator.fleet;

import org.jspecify.annotations.NullMarked;
