/**
 * The walk-script language: what a script says, as values, and the parser that reads it. {@code grammar.ebnf} among the
 * resources defines it. Knows nothing of networks: the player of {@code tcpwalk.walk} carries a script out. May import
 * {@code tcp} for the names of states, {@code wire}, {@code java.base}.
 */
package tcpwalk.walk.script;
