package dev.madrugada.transform.expression;

/** A text whose every look at a character is a step: backtracking without end comes to the end of the budget. */
final class CountedText implements CharSequence {
    private final String text;
    private final StepBudget budget;

    CountedText(String text, StepBudget budget) {
        this.text = text;
        this.budget = budget;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.charge(1);
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
