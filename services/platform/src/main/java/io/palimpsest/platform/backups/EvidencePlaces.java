package io.palimpsest.platform.backups;

import io.palimpsest.platform.error.StoreUnavailable;

/**
 * The rows of a place's evidence logs: their keys, how far each is, and leaves that wait. A piece
 * is a log, by the first day of its year.
 */
public interface EvidencePlaces extends BackupStore {

  /**
   * Lets a log go on behind the leaves that it has: what auditors may have seen gets no second
   * place, and what the database believed to be told and is not there is told anew.
   *
   * @param leaves in the log, where it is served
   * @throws StoreUnavailable when the database does not answer
   */
  void goOnBehind(int year, long leaves);
}
