/** How the models of device registration and their parts reach the room: contracts, delegates, form facts, messages. */
@NullMarked
package cn.bioapproval.deviceregistration.process;

import org.jspecify.annotations.NullMarked;
