module innbyggertjenesten

go 1.26
