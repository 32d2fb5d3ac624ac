/** Whole life stories of cases, travelled in a real browser by the people of the office. */
@NullMarked
package cn.bioapproval.journeys;

import org.jspecify.annotations.NullMarked;
