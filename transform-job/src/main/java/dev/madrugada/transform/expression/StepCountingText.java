package dev.madrugada.transform.expression;

/** A text that charges one step for each character read, so that endless regex backtracking exceeds the budget. */
final class StepCountingText implements CharSequence {
    private final String text;
    private final StepBudget budget;

    StepCountingText(String text, StepBudget budget) {
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
