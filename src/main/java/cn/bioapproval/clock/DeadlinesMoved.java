package cn.bioapproval.clock;

import cn.bioapproval.cases.CaseEvent;

/**
 * The clock of a case started, stopped, resumed, restarted or was extended: every open due date and timer of the case
 * has to be asked for again ({@link StatutoryClock#due}). Published in the same transaction, after the change.
 */
public interface DeadlinesMoved extends CaseEvent {}
