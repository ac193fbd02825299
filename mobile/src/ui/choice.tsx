// One of several, each a row that is touched as a whole.

import { StyleSheet, View } from 'react-native';
import { Icon, TouchableRipple, useTheme } from 'react-native-paper';
import { Text } from './words';

export interface ChoiceOption<T extends string> {
  value: T;
  label: string;
  /** More about it, in a second line. */
  note?: string;
  /** It is shown and can't be chosen; the note says why. */
  disabled?: boolean;
}

export interface ChoiceProps<T extends string> {
  /** What is chosen between, for screen readers. */
  label: string;
  /** None where nobody has chosen yet. */
  chosen: T | null;
  options: readonly ChoiceOption<T>[];
  choose: (value: T) => void;
}

export function Choice<T extends string>({ label, chosen, options, choose }: ChoiceProps<T>) {
  const { colors } = useTheme();
  return (
    <View role="radiogroup" accessibilityLabel={label}>
      {options.map(({ value, label: name, note, disabled = false }) => (
        <TouchableRipple
          key={value}
          role="radio"
          aria-checked={value === chosen}
          aria-disabled={disabled}
          accessibilityState={{ checked: value === chosen, disabled }}
          disabled={disabled}
          onPress={() => choose(value)}
        >
          <View style={styles.row}>
            <Icon source={value === chosen ? 'radiobox-marked' : 'radiobox-blank'} size={24} color={value === chosen ? colors.primary : colors.onSurfaceVariant} />
            <View style={styles.words}>
              <Text variant="bodyLarge" style={disabled && { color: colors.onSurfaceVariant, textDecorationLine: 'line-through' }}>{name}</Text>
              {note ? <Text variant="bodySmall" style={{ color: colors.onSurfaceVariant }}>{note}</Text> : null}
            </View>
          </View>
        </TouchableRipple>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({ words: { flex: 1, paddingVertical: 4 }, row: { flexDirection: 'row', alignItems: 'center', gap: 12, minHeight: 48, paddingHorizontal: 4 } });
