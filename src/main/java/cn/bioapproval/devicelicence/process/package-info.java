/** The model {@code device-licence-matter}: contract, service tasks, and what its forms show. */
@NullMarked
package cn.bioapproval.devicelicence.process;

import org.jspecify.annotations.NullMarked;
