package cn.bioapproval.materials;

import cn.bioapproval.cases.RefusalCode;

/** Why a file is not taken. */
final class Refusals {

    /** The checklist of the case has no such slot. */
    static final RefusalCode SLOT = new RefusalCode("ERR_MATERIAL_SLOT");
    /** The file name is none, or could be mistaken for a path. */
    static final RefusalCode NAME = new RefusalCode("ERR_MATERIAL_NAME");
    /** The kind of file is not taken, or its content is of another kind than its name says. */
    static final RefusalCode TYPE = new RefusalCode("ERR_MATERIAL_TYPE");
    static final RefusalCode EMPTY = new RefusalCode("ERR_MATERIAL_EMPTY");
    static final RefusalCode TOO_LARGE = new RefusalCode("ERR_MATERIAL_TOO_LARGE");
    /** The stream ended before the announced length. */
    static final RefusalCode INCOMPLETE = new RefusalCode("ERR_MATERIAL_INCOMPLETE");
    static final RefusalCode INFECTED = new RefusalCode("ERR_MATERIAL_INFECTED");
    /** The scanner gave no answer; a file that was not scanned is not taken. */
    static final RefusalCode NOT_SCANNED = new RefusalCode("ERR_MATERIAL_NOT_SCANNED");
    /** The slot has a version with the very same content. */
    static final RefusalCode DUPLICATE = new RefusalCode("ERR_MATERIAL_DUPLICATE");
    /** The disk is full, or a file that must be there is not. */
    static final RefusalCode STORE = new RefusalCode("ERR_MATERIAL_STORE");

    private Refusals() {}
}
