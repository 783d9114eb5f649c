package io.jbarman.facts.file;

import io.jbarman.config.Passfile;

/**
 * A password file.
 *
 * @param path absolute
 * @param mode permission bits; 0 where there is no such file
 * @param readable whether its content could be read; true of one that is not there
 * @param writable whether the account may replace it
 */
public record PassfileFact(String path, int mode, boolean readable, boolean writable, Passfile lines) {}
