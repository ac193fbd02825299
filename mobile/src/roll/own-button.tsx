// A status of the school's own as a button: its letter and its name, in its colour, with letters that can be read on it. A
// name may take several lines; none is cut off.

import { StyleSheet, View } from 'react-native';
import { Icon, TouchableRipple, useTheme } from 'react-native-paper';

import type { SetStatus } from '@/api/types';
import { inkOn, isColour } from '@/ui/colour';
import { Text } from '@/ui/words';

export interface OwnButtonProps {
  own: SetStatus;
  /** It is what holds. */
  holds?: boolean;
  /** Only the letter is shown. */
  short?: boolean;
  label: string;
  press: () => void;
}

export function OwnButton({ own, holds = false, short = false, label, press }: OwnButtonProps) {
  const { colors } = useTheme();
  const colour = isColour(own.colour) ? own.colour : colors.primary;
  const ink = inkOn(colour);
  return (
    <TouchableRipple
      accessibilityRole="button"
      accessibilityLabel={label}
      // A pale colour still has an edge.
      style={[styles.button, short ? styles.short : styles.half, { backgroundColor: colour, borderColor: colors.outline }]}
      onPress={press}
    >
      <View style={styles.words}>
        {holds && <Icon source="check" size={18} color={ink} />}
        <Text variant="labelLarge" style={[styles.text, { color: ink }]}>{short ? own.letter : label}</Text>
      </View>
    </TouchableRipple>
  );
}

const styles = StyleSheet.create({
  button: { borderWidth: 1, justifyContent: 'center', alignItems: 'center' },
  half: { flexGrow: 1, flexBasis: 140, minHeight: 52, borderRadius: 16, paddingHorizontal: 12, paddingVertical: 8 },
  short: { minWidth: 48, minHeight: 48, marginHorizontal: 2, borderRadius: 12, paddingHorizontal: 4 },
  words: { flexDirection: 'row', alignItems: 'center', gap: 6 },
  text: { flexShrink: 1, textAlign: 'center', fontWeight: '700' },
});
