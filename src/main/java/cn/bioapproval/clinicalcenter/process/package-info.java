/** How the models of the clinical centre procedures reach the room: contracts, delegates, form facts, messages. */
@NullMarked
package cn.bioapproval.clinicalcenter.process;

import org.jspecify.annotations.NullMarked;
