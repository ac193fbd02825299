// One of several, each a row that is touched as a whole.

import { StyleSheet, View } from 'react-native';
import { Icon, TouchableRipple, useTheme } from 'react-native-paper';
import { Text } from './words';

export interface ChoiceProps<T extends string> {
  /** What is chosen between, for screen readers. */
  label: string;
  chosen: T;
  options: readonly { value: T; label: string }[];
  choose: (value: T) => void;
}

export function Choice<T extends string>({ label, chosen, options, choose }: ChoiceProps<T>) {
  const { colors } = useTheme();
  return (
    <View role="radiogroup" accessibilityLabel={label}>
      {options.map(({ value, label: name }) => (
        <TouchableRipple key={value} role="radio" aria-checked={value === chosen} accessibilityState={{ checked: value === chosen }} onPress={() => choose(value)}>
          <View style={styles.row}>
            <Icon source={value === chosen ? 'radiobox-marked' : 'radiobox-blank'} size={24} color={value === chosen ? colors.primary : colors.onSurfaceVariant} />
            <Text variant="bodyLarge">{name}</Text>
          </View>
        </TouchableRipple>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({ row: { flexDirection: 'row', alignItems: 'center', gap: 12, minHeight: 48, paddingHorizontal: 4 } });
