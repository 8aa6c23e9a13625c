"""People among the news photographs who were old when they were photographed, to see whether the model is fair to them.

The collection has no ages. These are public figures born before 1940; most of the pictures are of 2002 to 2004, so
they were about 63 or older. The years of birth are general knowledge, not looked up one by one (unverified). Names
are used to split and to count, never by the creature, which recognises nobody. Film stars of old are left out, since
nobody can tell how old they were in a still.
"""

NAMES = """
Abdoulaye_Wade Abel_Pacheco Aileen_Riggin_Soule Akbar_Hashemi_Rafsanjani Alfredo_di_Stefano Ali_Naimi Arlen_Specter
Arnold_Palmer Augusto_Roa_Bastos Bernard_Law Bill_Graham Billy_Graham Binyamin_Ben-Eliezer Bob_Graham Bud_Selig
Bulent_Ecevit Carl_Reiner Carlos_Menem Charles_Grassley Colin_Powell Compay_Segundo David_Brinkley David_Hannay
Debbie_Reynolds Deniz_Baykal Dianne_Feinstein Dick_Vermeil Dino_de_Laurentis Dick_Latessa Donald_Rumsfeld
Dorothy_Loudon Eddie_Fenech_Adami Eddie_Sutton Edward_Said Elaine_Stritch Elgin_Baylor Enos_Slaughter Ernie_Harwell
Etta_James Farouk_al-Sharaa Fernando_Henrique_Cardoso Festus_Mogae Francis_George Gene_Keady George_Ryan
George_Voinovich Gianni_Agnelli Glafcos_Clerides Gonzalo_Sanchez_de_Lozada Gore_Vidal Harry_Kalas Henry_Hyde
Herb_Brooks Hosni_Mubarak Hubie_Brown Hugh_Carey Imre_Kertasz Ion_Tiriac Islam_Karimov Jack_Nicholson Jack_Valenti
Jacques_Chirac James_Wolfensohn Jay_Garner Jean_Chretien Jeane_Kirkpatrick Jerry_Colangelo Jerry_Tarkanian
Jiang_Zemin Joan_Claybrook Johannes_Rau John_Geoghan John_Howard John_McCain John_Negroponte John_Rigas John_Snow
John_Warner Jon_Voight Jose_Alencar Jose_Sarney Jose_Vicente_Rangel Joseph_Blatter Kofi_Annan LK_Advani
Lenny_Wilkens Lionel_Hampton Lonnie_Donegan Luciano_Pavarotti Madeleine_Albright Mahmoud_Abbas Manfred_Stolpe
Margaret_Thatcher Max_von_Sydow Mel_Brooks Michelangelo_Antonioni Mohammed_Baqir_al-Hakim Nabil_Shaath Norio_Ohga
Norman_Jewison Omar_Sharif Orrin_Hatch Osama_Al_Baz Oscar_de_la_Renta Paul_ONeill Pauline_Phillips Phan_Van_Khai
Phil_Donahue Philippe_Noiret Pio_Laghi Pupi_Avati Queen_Beatrix Quincy_Jones Ray_Bradbury Red_Auerbach
Ricardo_Lagos Richard_Lugar Richard_Penniman Robert_Blake Robert_Duvall Robert_Redford Roberto_Marinho
Rodney_Dangerfield Rodrigo_Borja Roger_Etchegaray Roger_Mahony Roger_Moore Roger_Penske Rollie_Massimino
Roman_Polanski Ronald_Harwood Ronald_Reagan Rosalyn_Carter Roy_Romanow Rupert_Murdoch Saddam_Hussein Sepp_Blatter
Sidney_Kimmel Sidney_Poitier Silvio_Berlusconi Taha_Yassin_Ramadan Tassos_Papadopoulos Tim_Conway Tippi_Hedren
Tom_Harkin Tom_Poston Tony_Bennett Vaclav_Havel Valerie_Harper Valery_Giscard_dEstaing Warren_Beatty
William_Donaldson Woody_Allen Yashwant_Sinha Yoko_Ono
"""
OLD = frozenset(NAMES.split())
