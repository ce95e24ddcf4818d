package dev.quern.document.math;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The commands of LaTeX (amsmath, amssymb) for the characters of formulas. */
final class LatexSymbols {

  private static final Map<String, String> COMMANDS = new HashMap<>();

  private static final String GREEK =
      "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota"
          + " κ kappa λ lambda μ mu µ mu ν nu ξ xi π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ"
          + " tau υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi"
          + " Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega";

  private static final String OPERATORS =
      "∑ sum ∏ prod ∐ coprod ∫ int ∬ iint ∭ iiint ∮ oint ⋃ bigcup ⋂ bigcap ⋁ bigvee ⋀ bigwedge ± pm"
          + " ∓ mp × times ÷ div ⋅ cdot · cdot ∗ ast ∘ circ ≤ leq ≥ geq ≠ neq ≈ approx ≡ equiv ∼ sim"
          + " ≃ simeq ≅ cong ∝ propto ≪ ll ≫ gg ∞ infty ∂ partial ∇ nabla ∆ Delta √ surd ∈ in ∉"
          + " notin ∋ ni ⊂ subset ⊆ subseteq ⊃ supset ⊇ supseteq ∪ cup ∩ cap ∖ setminus ∅ emptyset"
          + " ∀ forall ∃ exists ¬ neg ∧ land ∨ lor ⊕ oplus ⊗ otimes ⊥ perp ∥ parallel ∠ angle → to"
          + " ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↦ mapsto ↑"
          + " uparrow ↓ downarrow … ldots ⋯ cdots ⋮ vdots ⋱ ddots ′ prime ℏ hbar ℓ ell ℜ Re ℑ Im ℵ"
          + " aleph † dagger ‡ ddagger ⟨ langle ⟩ rangle 〈 langle 〉 rangle ⌊ lfloor ⌋ rfloor ⌈ lceil ⌉"
          + " rceil ‖ | { { } } % % # # & & $ $ _ _ ~ sim"
          + " \\ backslash";

  static final Set<String> FUNCTIONS =
      Set.of(
          ("sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp lim max"
                  + " min sup inf det dim ker deg gcd arg hom Pr")
              .split(" "));

  static {
    for (String list : new String[] {GREEK, OPERATORS}) {
      String[] words = list.split(" ");
      for (int i = 0; i + 1 < words.length; i += 2) {
        COMMANDS.put(words[i], "\\" + words[i + 1]);
      }
    }
    String[] sets = {"ℝ", "R", "ℤ", "Z", "ℕ", "N", "ℚ", "Q", "ℂ", "C"};
    for (int i = 0; i < sets.length; i += 2) {
      COMMANDS.put(sets[i], "\\mathbb{" + sets[i + 1] + "}");
    }
    COMMANDS.put("−", "-");
    COMMANDS.put("^", "\\text{\\textasciicircum}");
    COMMANDS.put("\u00A0", " ");
    for (String invisible : new String[] {"\u2061", "\u2062", "\u2063", "\u2064", "\u200B"}) {
      COMMANDS.put(invisible, "");
    }
  }

  private LatexSymbols() {}

  /** The text with the commands for what is not ASCII, a space after a command before a letter. */
  static String of(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String letter = plain(c);
              String command = COMMANDS.getOrDefault(letter, letter);
              join(result, command);
            });
    return result.toString();
  }

  /** Appends, with a space where a command would run into a letter. */
  static void join(StringBuilder result, String next) {
    if (!next.isEmpty()
        && Character.isLetter(next.codePointAt(0))
        && result.toString().matches("(?s).*\\\\[A-Za-z]+")) {
      result.append(' ');
    }
    result.append(next);
  }

  /** The mathematical alphanumeric symbols (U+1D400 to U+1D7FF) as the letters they show. */
  private static String plain(int c) {
    return c >= 0x1D400 && c <= 0x1D7FF || c == 0x210E
        ? Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
        : Character.toString(c);
  }
}
